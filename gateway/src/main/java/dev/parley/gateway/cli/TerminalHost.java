package dev.parley.gateway.cli;

import dev.parley.connectors.channel.Acceptance;
import dev.parley.connectors.channel.BrandProfile;
import dev.parley.connectors.channel.Channel;
import dev.parley.connectors.channel.ChannelHost;
import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.ConversationRef;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.connectors.channel.Outbound;
import dev.parley.connectors.channel.RichText;
import dev.parley.gateway.Decision;
import dev.parley.gateway.Inquiry;
import dev.parley.kb.Hit;
import dev.parley.kb.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hosts one conversation in memory: no person ever joins it, so the bot goes on after a handoff. */
final class TerminalHost implements ChannelHost {

    private final OfflineBot bot;
    private final Channel channel;
    private final List<ConversationEvent> log = new ArrayList<>();
    private @Nullable String language;
    private @Nullable String previous;

    TerminalHost(OfflineBot bot, Channel channel) {
        this.bot = bot;
        this.channel = channel;
    }

    @Override
    public synchronized Acceptance accept(InboundEvent event) {
        String ofLocale = bot.voice().languageFor(event.locale());
        switch (event) {
            case InboundEvent.Message message -> {
                long seq = add(ConversationEvent.Type.CUSTOMER, event.sentAt(), message.text(), null).seq();
                language = bot.pipeline().languageOf(message.text(), language == null ? ofLocale : language);
                act(event, bot.pipeline().decide(inquiry(message.text(), language)).decision());
                previous = message.text();
                return new Acceptance.Accepted(seq);
            }
            case InboundEvent.Choice choice -> {
                act(event, bot.pipeline().personWanted(inquiry("", language == null ? ofLocale : language)).decision());
                return new Acceptance.Accepted(log.size());
            }
            case InboundEvent.Feedback feedback -> {
                return new Acceptance.Unknown("nothing is stored here");
            }
            default -> {
                return new Acceptance.Unknown("a terminal can't do that");
            }
        }
    }

    @Override
    public synchronized List<ConversationEvent> eventsAfter(ConversationRef ref, long seq) {
        return List.copyOf(log.subList((int) Math.min(seq, log.size()), log.size()));
    }

    @Override
    public Optional<StoredFile> findFile(ConversationRef ref, String fileId) {
        return Optional.empty();
    }

    @Override
    public List<Recent> listRecent(String channelId, Instant since) {
        return List.of();
    }

    @Override
    public boolean isWithPerson(ConversationRef ref) {
        return false;
    }

    @Override
    public BrandProfile profile(String channelId, @Nullable String locale) {
        return bot.voice().towards(channelId, null).profile(bot.voice().languageFor(locale));
    }

    @Override
    public BrandProfile profile(ConversationRef ref, @Nullable String locale) {
        return profile(ref.channelId(), locale);
    }

    @Override
    public void keepUnreadable(String channelId, String deliveryId, String payload, String why) {
        throw new IllegalStateException("everything that is typed can be read");
    }

    @Override
    public void present(ConversationRef ref) {}

    @Override
    public void left(ConversationRef ref, Duration ago) {}

    @Override
    public Optional<ChannelHost> lease(String name, Duration duration) {
        return Optional.of(this);
    }

    private Inquiry inquiry(String text, String inLanguage) {
        return new Inquiry(text, inLanguage, channel.id(), "terminal", null,
                new Inquiry.History(previous == null ? List.of() : List.of(previous), previous, Map.of(), 0));
    }

    private void act(InboundEvent event, Decision decision) {
        ConversationEvent line = switch (decision) {
            case Decision.Answer answer -> answer(event, answer);
            case Decision.Clarify clarify -> add(ConversationEvent.Type.BOT, event.sentAt(), clarify.words()
                    + clarify.options().stream().map(option -> "\n- " + option.passage().title())
                            .collect(Collectors.joining()),
                    null);
            case Decision.SmallTalk talk -> add(ConversationEvent.Type.BOT, event.sentAt(), talk.words(), null);
            case Decision.Handoff handoff -> add(ConversationEvent.Type.BOT, event.sentAt(), handoff.words()
                    + "\n(handoff: " + handoff.reason().code()
                    + (handoff.rule() == null ? "" : ", rule " + handoff.rule()) + ")", null);
            case Decision.Superseded superseded -> throw new IllegalStateException("a terminal waits for each answer");
            case Decision.LeaveToHuman leave -> throw new IllegalStateException("no person is on the terminal");
        };
        channel.send(new Outbound.Post(event.ref(), line, false));
    }

    private ConversationEvent answer(InboundEvent event, Decision.Answer answer) {
        for (Hit other : answer.answers().subList(1, answer.answers().size())) {
            channel.send(new Outbound.Post(event.ref(), passage(event, other.passage()), false));
        }
        if (answer.introduction() != null) {
            channel.send(new Outbound.Post(event.ref(),
                    add(ConversationEvent.Type.BOT, event.sentAt(), answer.introduction(), null), false));
        }
        return passage(event, answer.best().passage());
    }

    private ConversationEvent passage(InboundEvent event, Passage passage) {
        return add(ConversationEvent.Type.BOT, event.sentAt(), passage.text(),
                new ConversationEvent.AnswerLink(event.deliveryId(), passage.article().id(), passage.title(),
                        passage.url(), passage.updated(), passage.article().language(), null));
    }

    private ConversationEvent add(ConversationEvent.Type type, Instant at, String text,
            ConversationEvent.@Nullable AnswerLink answer) {
        ConversationEvent event = new ConversationEvent(log.size() + 1, at, type, text, RichText.plain(text), answer,
                null, null, null, List.of(), null);
        log.add(event);
        return event;
    }
}
