package dev.parley.kb;

/**
 * How sure the bot must be, and why.
 *
 * @param target the share of answers that must be right
 * @param value answers are given at this confidence and above
 * @param precision the share of answers that were right at it, among the judged questions
 * @param lower one-sided 95 % lower bound of that share
 * @param upper one-sided 95 % upper bound
 * @param answered how many of the judged questions were answered at it
 * @param judged how many questions were judged
 * @param proven whether {@code lower} reaches the target
 * @param provisional whether the questions were the articles' own examples instead of judged ones
 * @param provable the highest target that these questions can prove
 * @param missing how many more judged questions are needed at the least; 0 when proven
 */
public record Threshold(double target, double value, double precision, double lower, double upper, int answered,
        int judged, boolean proven, boolean provisional, double provable, int missing) {}
