package dev.parley.connectors.slack.desk;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import dev.parley.connectors.desk.DeskHost;
import dev.parley.connectors.slack.api.SlackException;
import dev.parley.connectors.slack.api.SlackHub;
import dev.parley.connectors.slack.api.SlackText;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is no agent asks to be one where they were refused, and a lead says yes or no below. Nothing waits for it: who asks
 * again is heard again. Thread-safe.
 */
final class SlackLinks {

    /** Opens the form. */
    static final String ASK = "desk:link";
    static final String APPROVE = "desk:link-yes";
    static final String DECLINE = "desk:link-no";
    private static final Logger LOG = LoggerFactory.getLogger(SlackLinks.class);

    private final SlackHub hub;
    private final SlackNotes notes;

    SlackLinks(SlackHub hub, SlackNotes notes) {
        this.hub = hub;
        this.notes = notes;
    }

    /** Tells somebody why nothing was sent, with a button to ask. */
    void refuse(String channel, String user, String thread) {
        notes.whisper(channel, user, thread,
                "Parley does not know you as an agent, so nothing was sent to the customer. Ask a lead below, or for a line"
                        + " in config/routing.yml: agents: - {name: the name that customers see, slack: " + user + "}",
                List.of(ActionsBlock.builder().elements(List.of(
                        SlackCards.button("Link me…", ASK, new SlackForms.About("0", channel, thread).written(), null)))
                        .build()));
    }

    /** The form was sent off: the leads are asked where everybody sees it. */
    void asked(SlackForms.About about, String user, String name, DeskHost host) {
        if (host.askToLink(SlackAgents.DESK, user, name) instanceof DeskHost.Answer.Refused refused) {
            notes.whisper(about.channel(), user, about.thread(), refused.why());
            return;
        }
        String words = "Somebody new would like to answer customers as “" + name.strip() + "”: ";
        later("asked", () -> hub.findApi().ifPresent(api -> api.call(methods -> methods.chatPostMessage(
                request -> request.channel(about.channel()).threadTs(about.thread()).text(SlackText.escape(words))
                        .blocks(List.of(section(words, user, host.mentionOfLeads(SlackAgents.DESK)),
                                ActionsBlock.builder().elements(List.of(
                                        SlackCards.button("Approve", APPROVE, user, "primary"),
                                        SlackCards.button("Decline", DECLINE, user, null))).build()))
                        .unfurlLinks(false).unfurlMedia(false)))));
    }

    /**
     * @param by a lead's name, or empty for somebody who is no agent
     * @param user who asked
     * @param message the one with the buttons
     */
    void decided(SlackForms.About about, String by, Optional<String> agent, String user, String message,
            boolean isApproved, DeskHost host) {
        DeskHost.Answer answer = agent.isEmpty()
                ? new DeskHost.Answer.Refused("Only leads decide who is an agent.")
                : host.decideLink(SlackAgents.DESK, user, agent.get(), isApproved);
        if (answer instanceof DeskHost.Answer.Refused refused) {
            notes.whisper(about.channel(), by, about.thread(), refused.why());
            return;
        }
        String words = (isApproved ? "✅ Approved by " : "🚫 Declined by ") + agent.orElse("") + ": ";
        later("decided", () -> hub.findApi().ifPresent(api -> api.call(methods -> methods.chatUpdate(
                request -> request.channel(about.channel()).ts(message).text(SlackText.escape(words))
                        .blocks(List.of(section(words, user, "")))))));
        notes.whisper(about.channel(), user, about.thread(), isApproved
                ? "You answer customers from now on: what you write below a handoff reaches them."
                : "Your wish to answer customers was declined.");
    }

    /** @param leads who is called to decide, in Slack's own syntax */
    private static LayoutBlock section(String words, String user, String leads) {
        return SectionBlock.builder().text(SlackCards.markdown(SlackText.escape(words) + "<@" + user + ">"
                + (leads.isEmpty() ? "" : " " + leads))).build();
    }

    private static void later(String what, Runnable call) {
        Thread.ofVirtual().name("slack-link").start(() -> {
            try {
                call.run();
            } catch (SlackException e) {
                LOG.warn("a link could not be shown as {} in Slack: {}", what, e.getMessage());
            }
        });
    }
}
