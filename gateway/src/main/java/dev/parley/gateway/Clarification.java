package dev.parley.gateway;

import dev.parley.connectors.channel.ConversationEvent;
import dev.parley.connectors.channel.InboundEvent;
import dev.parley.gateway.metrics.ArticleTried;
import dev.parley.kb.ArticleKey;
import dev.parley.kb.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The buttons of a question "which do you mean?": short keys, whose meaning is in the turn that asked. Pure. */
final class Clarification {

    private static final Pattern ID = Pattern.compile("pick-(\\d{1,18})-(\\d)");

    private Clarification() {}

    /**
     * A picked option.
     *
     * @param turnId the turn that asked
     * @param place the option's place among the turn's hits, from 0
     */
    record Pick(long turnId, int place) {

        /** Which article that is; empty when the turn had no such option. */
        Optional<ArticleKey> article(List<ArticleTried> hits, String language) {
            return place < hits.size()
                    ? Optional.of(new ArticleKey(hits.get(place).articleId(),
                            Optional.ofNullable(hits.get(place).language()).orElse(language)))
                    : Optional.empty();
        }
    }

    /**
     * @param options the hits to choose from
     * @param hits all hits of the turn, in which the options are
     */
    static List<ConversationEvent.Choice> choices(long turnId, List<Hit> options, List<Hit> hits, String noneOfThese) {
        List<ConversationEvent.Choice> choices = new ArrayList<>();
        for (int place = 0; place < hits.size(); place++) {
            if (options.contains(hits.get(place))) {
                choices.add(new ConversationEvent.Choice("pick-" + turnId + "-" + place,
                        hits.get(place).passage().title()));
            }
        }
        choices.add(new ConversationEvent.Choice(InboundEvent.Choice.TALK_TO_A_PERSON, noneOfThese));
        return choices;
    }

    static Optional<Pick> read(String choiceId) {
        Matcher matcher = ID.matcher(choiceId);
        return matcher.matches()
                ? Optional.of(new Pick(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }
}
