package dev.parley.gateway.rules;

import java.util.Set;

/**
 * When a person takes over though no word asks for one; from {@code escalation.yml}.
 *
 * @param upsetBelow a message whose mood is below this, from -1 to 0
 * @param upset how soon a person should look then
 * @param unhelpfulAnswers so many of the bot's answers marked as not helpful in a conversation; 0: never
 * @param sameAnswer the bot would give an answer that it has given so often already; 0: never
 * @param clarifications the bot would ask back for the so-manieth time in a row plus one; 0: never
 * @param failed how soon a person should look after such failures
 * @param highValue ids of customers whose handoffs are never below {@code valued}, and who are not asked back
 * @param valued see there
 */
public record Escalation(double upsetBelow, Priority upset, int unhelpfulAnswers, int sameAnswer, int clarifications,
        Priority failed, Set<String> highValue, Priority valued) {

    /** Copies the set. */
    public Escalation {
        highValue = Set.copyOf(highValue);
    }

    /** How soon a person should look at this customer's handoff. */
    public Priority priorityFor(String customerId, Priority own) {
        return highValue.contains(customerId) && valued.compareTo(own) > 0 ? valued : own;
    }

    static Escalation of(RuleFiles.Escalation file) {
        return new Escalation(file.sentiment().below(), file.sentiment().priority(),
                file.repeatedFailure().unhelpfulAnswers(), file.repeatedFailure().sameAnswer(),
                file.repeatedFailure().clarifications(), file.repeatedFailure().priority(),
                Set.copyOf(file.highValueCustomers().customers()), file.highValueCustomers().priority());
    }
}
