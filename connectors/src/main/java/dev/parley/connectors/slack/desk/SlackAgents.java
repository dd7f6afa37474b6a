package dev.parley.connectors.slack.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.view.View;
import dev.parley.connectors.channel.SentFile;
import dev.parley.connectors.desk.DeskHost;
import dev.parley.connectors.desk.DeskIds;
import dev.parley.connectors.slack.api.SlackException;
import dev.parley.connectors.slack.api.SlackFiles;
import dev.parley.connectors.slack.api.SlackHub;
import dev.parley.connectors.slack.api.SlackPayload;
import dev.parley.connectors.slack.api.SlackText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What agents do in Slack: they write below cards, press buttons, fill in forms and type commands. Thread-safe. */
final class SlackAgents {

    static final String DESK = DeskIds.SLACK;
    private static final Logger LOG = LoggerFactory.getLogger(SlackAgents.class);
    /** What Slack leaves of a deleted message that has answers. */
    private static final String TOMBSTONE = "tombstone";
    private static final String PREFIX = "desk:";
    private static final String COMMAND = "/parley";
    private static final int REMEMBERED = 1_000;
    private static final Set<String> TYPED = Set.of("", "thread_broadcast", "file_share");

    private final SlackHub hub;
    private final SlackNotes notes;
    private final SlackLinks links;
    /** The last commands by their addresses: one that Slack delivers again, because it missed our word, is done once. */
    private final Set<String> commands = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));
    private static final Pattern NOTE = Pattern.compile("(?:\\s|[*_~`>]|@\\S++)*+(?:[!！]|note[\\s*_~`]*[:：])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MARK = Pattern.compile("(?m)^>[ \\t]*");
    private volatile @Nullable DeskHost host;

    SlackAgents(SlackHub hub) {
        this.hub = hub;
        this.notes = new SlackNotes(hub);
        this.links = new SlackLinks(hub, notes);
    }

    void start(DeskHost deskHost) {
        host = deskHost;
    }

    void stop() {
        host = null;
    }

    /** Whether a delivery is the desk's; then it is dealt with when this returns. */
    boolean take(SlackPayload payload) {
        DeskHost deskHost = host;
        return deskHost != null && switch (payload.kind()) {
            case EVENT -> isReply(payload.body().path("event"), isOurs(payload.body()), deskHost);
            case INTERACTION -> payload.body().path("type").asText().equals("view_submission")
                    ? isForm(payload.body(), deskHost)
                    : isButton(payload.body(), deskHost);
            case COMMAND -> isCommand(payload.body(), deskHost);
        };
    }

    /** A file that Parley shares comes back as a message of its own user's, and not always marked as a bot's. */
    private static boolean isOurs(JsonNode body) {
        JsonNode event = body.path("event");
        return event.hasNonNull("bot_id") || event.hasNonNull("user")
                && event.path("user").asText().equals(body.at("/authorizations/0/user_id").asText());
    }

    private boolean isReply(JsonNode event, boolean isOurs, DeskHost deskHost) {
        boolean isGone = event.path("subtype").asText().equals("message_deleted")
                || event.at("/message/subtype").asText().equals(TOMBSTONE);
        if (isGone && event.at("/previous_message").hasNonNull("bot_id")) {
            deskHost.cardDeleted(DESK, event.path("channel").asText(), event.at("/previous_message/ts").asText());
        }
        String type = event.path("type").asText();
        String thread = event.path("thread_ts").asText(event.at("/previous_message/thread_ts").asText(""));
        String channel = event.path("channel").asText();
        Optional<Long> handoff = thread.isEmpty() || !type.equals("message") && !type.equals("app_mention")
                ? Optional.empty()
                : deskHost.findHandoff(DESK, channel, thread);
        if (handoff.isEmpty()) {
            if (!thread.isEmpty() && !isOurs && type.equals("message") && isTyped(event.path("subtype").asText(""))
                    && deskHost.isMirror(DESK, channel)) {
                notes.whisper(channel, event.path("user").asText(), thread, "Nobody gets what is written here: this"
                        + " channel only shows conversations. A handoff has a card in its team's channel.");
            }
            // What agents say to each other is no question of a customer's.
            return deskHost.isDestination(DESK, channel);
        }
        if (event.has("previous_message")) {
            change(event, channel, thread, handoff.get(), deskHost);
            return true;
        }
        String text = SlackText.unformatted(event.path("text").asText(""));
        if (type.equals("message") && !isOurs && isTyped(event.path("subtype").asText(""))) {
            Typed typed = new Typed(channel, thread, event.path("user").asText(), event.path("ts").asText(), text,
                    SlackFiles.of(event));
            Optional<String> said = forCustomer(text, channel, deskHost);
            if (said.isEmpty()) {
                deskHost.setAside(handoff.get(), typed.origin());
            } else if (isCommand(text)) {
                deskHost.setAside(handoff.get(), typed.origin());
                notes.whisper(channel, typed.user(), thread, "Commands work outside of threads only. The customer did"
                        + " not get what you wrote:\n" + text);
            } else if (!said.get().isBlank() || !typed.files().isEmpty()) {
                reply(typed.saying(said.get()), handoff.get(), deskHost);
            }
        }
        return true;
    }

    /** An agent edited or deleted what they wrote; a note was for nobody, and stays so. */
    private void change(JsonNode event, String channel, String thread, long handoffId, DeskHost deskHost) {
        JsonNode before = event.path("previous_message");
        String user = before.path("user").asText();
        Typed typed = new Typed(channel, thread, user, before.path("ts").asText(),
                SlackText.unformatted(event.at("/message/text").asText("")), List.of());
        Optional<String> agent = deskHost.findAgent(DESK, user);
        if (agent.isEmpty()) {
            return;
        }
        boolean isDeleted = event.path("subtype").asText().equals("message_deleted");
        boolean isSame = before.path("text").asText().equals(event.at("/message/text").asText());
        Optional<String> said = forCustomer(typed.text(), channel, deskHost).filter(text -> !text.isBlank());
        boolean wasSaid = forCustomer(SlackText.unformatted(before.path("text").asText("")), channel, deskHost)
                .isPresent();
        DeskHost.Answer answer = isDeleted
                ? deskHost.withdraw(handoffId, agent.get(), typed.origin())
                : isSame || said.isEmpty() && !wasSaid
                        ? new DeskHost.Answer.Done()
                        : said.map(text -> deskHost.correct(handoffId, agent.get(), typed.origin(),
                                event.path("event_ts").asText(event.path("ts").asText()), text))
                                .orElse(new DeskHost.Answer.Refused(
                                        "To take back what the customer has, delete the message."));
        if (answer instanceof DeskHost.Answer.Refused refused) {
            notes.whisper(channel, user, thread, refused.why() + " The customer was not told of the change.");
        }
    }

    /** Written by a person as it stands, not an edit or something that happened. */
    static boolean isTyped(@Nullable String subtype) {
        return subtype == null || TYPED.contains(subtype);
    }

    /** What an agent wrote while nobody listened. What is not for the customer now is not later either. */
    void fillIn(Typed typed) {
        DeskHost deskHost = host;
        Optional<Long> handoff = deskHost == null
                ? Optional.empty()
                : deskHost.findHandoff(DESK, typed.channel(), typed.thread());
        if (deskHost == null || handoff.isEmpty()) {
            return;
        }
        Optional<String> said = forCustomer(typed.text(), typed.channel(), deskHost);
        if (deskHost.isKnown(typed.origin())) {
            return;
        }
        if (said.isEmpty() || isCommand(typed.text())) {
            deskHost.setAside(handoff.get(), typed.origin());
        } else {
            reply(typed.saying(said.get()), handoff.get(), deskHost);
        }
    }

    /** What begins so stays among the agents, however it is marked up, and whomever it is addressed to. */
    private static boolean isNote(String text) {
        return NOTE.matcher(text).lookingAt();
    }

    /** What of it is for the customer; empty: nothing. In some channels only what is marked is, without the mark. */
    private static Optional<String> forCustomer(String text, String channel, DeskHost deskHost) {
        boolean isInternal = deskHost.isInternal(DESK, channel);
        return isNote(text) || isInternal && !text.startsWith(">")
                ? Optional.empty()
                : Optional.of(isInternal ? MARK.matcher(text).replaceAll("").strip() : text);
    }

    /** What begins like a command was not meant for the customer. */
    private static boolean isCommand(String text) {
        return text.startsWith("/parley");
    }

    /** A message of an agent's. */
    record Written(String channel, String ts) {

        /** The one that an origin names; empty when it is a form's, or a correction's. */
        static Optional<Written> find(String origin) {
            String[] parts = origin.split(":", -1);
            return parts.length != 3 || parts[1].equals("view") || parts[2].contains("~")
                    ? Optional.empty()
                    : Optional.of(new Written(parts[1], parts[2]));
        }
    }

    /** What somebody wrote below a card. */
    record Typed(String channel, String thread, String user, String ts, String text,
            List<SentFile.Reference> files) {

        String origin() {
            return "slack:" + channel + ":" + ts;
        }

        Typed saying(String other) {
            return new Typed(channel, thread, user, ts, other, files);
        }

        DeskHost.Written written() {
            return new DeskHost.Written(DESK, origin(), text, files);
        }
    }

    private void reply(Typed typed, long handoffId, DeskHost deskHost) {
        Optional<String> agent = deskHost.findAgent(DESK, typed.user());
        if (agent.isEmpty()) {
            deskHost.setAside(handoffId, typed.origin());
            links.refuse(typed.channel(), typed.user(), typed.thread());
            return;
        }
        if (deskHost.reply(handoffId, agent.get(), typed.written()) instanceof DeskHost.Answer.Refused refused) {
            deskHost.setAside(handoffId, typed.origin());
            notes.whisper(typed.channel(), typed.user(), typed.thread(), refused.why()
                    + " The customer did not get what you wrote:\n" + typed.text());
        }
    }

    private boolean isButton(JsonNode body, DeskHost deskHost) {
        JsonNode action = body.at("/actions/0");
        String name = action.path("action_id").asText();
        if (!name.startsWith(PREFIX)) {
            return false;
        }
        String user = body.at("/user/id").asText();
        JsonNode message = body.path("message");
        String answerTo = body.path("response_url").asText();
        String thread = message.path("thread_ts").asText(message.path("ts").asText());
        String value = action.path("value").asText();
        SlackForms.About about = new SlackForms.About(value, body.at("/channel/id").asText(), thread);
        String trigger = body.path("trigger_id").asText();
        if (name.startsWith(SlackLinks.ASK)) {
            link(name, body, about, user, deskHost);
            return true;
        }
        Optional<String> agent = findAgent(about, user, deskHost);
        if (agent.isEmpty()) {
            return true;
        }
        switch (name) {
            case SlackCards.CLAIM -> tell(about, user, answerTo, deskHost.claim(about.number(), agent.get()));
            case SlackCards.RETURN -> tell(about, user, answerTo, deskHost.giveBack(about.number(), agent.get()));
            case SlackCards.SNOOZE -> {
                DeskHost.Answer answer = deskHost.snooze(about.number(), agent.get());
                notes.answer(answerTo, about.channel(), user, thread, answer instanceof DeskHost.Answer.Refused refused
                        ? refused.why()
                        : "Nobody is reminded of this for half an hour.");
            }
            case SlackCards.AGAIN -> tell(about, user, answerTo, deskHost.sendAgain(value));
            case SlackDrafts.PUBLISH -> tell(about, user, answerTo, deskHost.publishDraft(about.number(), agent.get()));
            case SlackDrafts.SEPARATE ->
                tell(about, user, answerTo, deskHost.separateDraft(about.number()));
            case SlackDrafts.DISMISS -> tell(about, user, answerTo, deskHost.dismissDraft(about.number(), agent.get()));
            case SlackCards.RESOLVE ->
                ask(about, user, trigger, SlackForms.resolve(about, deskHost.filing(about.number())));
            case SlackCards.ASSIGN -> {
                if (deskHost.mayAssign(about.number(), agent.get())) {
                    ask(about, user, trigger, SlackForms.assign(about, deskHost.listAssignees(DESK)));
                } else {
                    notes.answer(answerTo, about.channel(), user, thread,
                            "Only leads, and who has a handoff, assign it (roles in config/routing.yml).");
                }
            }
            case SlackCards.SUGGEST -> deskHost.suggest(about.number()).ifPresentOrElse(
                    suggestion -> ask(about, user, trigger, SlackForms.suggest(about, suggestion)),
                    () -> notes.answer(answerTo, about.channel(), user, thread,
                            "No article is anywhere near this question."));
            case SlackDrafts.EDIT -> deskHost.findDraft(about.number()).ifPresentOrElse(
                    draft -> SlackForms.edit(about, draft).ifPresentOrElse(form -> ask(about, user, trigger, form),
                            () -> notes.whisper(about.channel(), user, thread, "This is too long for a form in Slack."
                                    + " Edit it on the page /admin/knowledge.")),
                    () -> notes.whisper(about.channel(), user, thread, "This draft is gone."));
            default -> notes.answer(answerTo, about.channel(), user, thread,
                    "This button is of another version of Parley.");
        }
        return true;
    }

    private void link(String name, JsonNode body, SlackForms.About about, String user, DeskHost deskHost) {
        if (name.equals(SlackLinks.ASK)) {
            // The place is in the button: a message for one person has none of its own.
            ask(SlackForms.About.read(about.id()), user, body.path("trigger_id").asText(),
                    SlackForms.link(SlackForms.About.read(about.id())));
        } else {
            links.decided(about, user, deskHost.findAgent(DESK, user), about.id(), body.at("/message/ts").asText(),
                    name.equals(SlackLinks.APPROVE), deskHost);
        }
    }

    /** Who is not known is told so. */
    private Optional<String> findAgent(SlackForms.About about, String user, DeskHost deskHost) {
        Optional<String> agent = deskHost.findAgent(DESK, user);
        if (agent.isEmpty()) {
            links.refuse(about.channel(), user, about.thread());
        }
        return agent;
    }

    private void tell(SlackForms.About about, String user, String answerTo, DeskHost.Answer answer) {
        if (answer instanceof DeskHost.Answer.Refused refused) {
            notes.answer(answerTo, about.channel(), user, about.thread(), refused.why());
        }
    }

    /** A form must be opened within three seconds of the button, and Slack waits for us meanwhile: on a thread of its own. */
    private void ask(SlackForms.About about, String user, String trigger, View form) {
        hub.findApi().ifPresent(api -> Thread.ofVirtual().name("slack-form").start(() -> {
            try {
                api.call(methods -> methods.viewsOpen(request -> request.triggerId(trigger).view(form)));
            } catch (SlackException e) {
                LOG.warn("a form could not be opened in Slack: {}", e.getMessage());
                notes.whisper(about.channel(), user, about.thread(), "Slack did not open the form; press once more.");
            }
        }));
    }

    private boolean isForm(JsonNode body, DeskHost deskHost) {
        JsonNode view = body.path("view");
        String name = view.path("callback_id").asText();
        if (!name.startsWith(PREFIX)) {
            return false;
        }
        String user = body.at("/user/id").asText();
        SlackForms.About about = SlackForms.About.read(view.path("private_metadata").asText());
        if (name.equals(SlackLinks.ASK)) {
            links.asked(about, user, SlackForms.title(view), deskHost);
            return true;
        }
        Optional<String> agent = findAgent(about, user, deskHost);
        if (agent.isEmpty()) {
            return true;
        }
        long id = about.number();
        DeskHost.Answer answer = switch (name) {
            case SlackCards.RESOLVE -> deskHost.resolve(id, agent.get(), SlackForms.resolution(view));
            case SlackCards.ASSIGN -> deskHost.assign(DESK, id, agent.get(), SlackForms.assignee(view));
            case SlackCards.SUGGEST -> deskHost.send(id, agent.get(), SlackForms.text(view),
                    "slack:view:" + view.path("id").asText());
            case SlackDrafts.EDIT ->
                deskHost.editDraft(id, SlackForms.title(view), SlackForms.text(view));
            default -> new DeskHost.Answer.Refused("This form is of another version of Parley.");
        };
        boolean isWritten = name.equals(SlackCards.SUGGEST) || name.equals(SlackDrafts.EDIT);
        tell(about, user, "", answer instanceof DeskHost.Answer.Refused refused && isWritten
                ? new DeskHost.Answer.Refused(refused.why() + " This is what you wrote:\n" + SlackForms.text(view))
                : answer);
        return true;
    }

    /** Slack waits for the acknowledgement; the answer follows over the address that came with the command. */
    private boolean isCommand(JsonNode body, DeskHost deskHost) {
        if (!body.path("command").asText().equals(COMMAND)) {
            return false;
        }
        String user = body.path("user_id").asText();
        String answerTo = body.path("response_url").asText();
        if (!commands.add(answerTo)) {
            return true;
        }
        hub.findApi().ifPresent(api -> Thread.ofVirtual().name("slack-command").start(() -> {
            try {
                api.respond(answerTo,
                        SlackText.escape(deskHost.command(DESK, user, body.path("text").asText().strip())));
            } catch (SlackException e) {
                LOG.warn("a command in Slack could not be answered: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("a command in Slack failed", e);
            }
        }));
        return true;
    }
}
