package dev.parley.kb;

/** Wilson's bounds of a share, one-sided 95 %. Pure. */
final class Wilson {

    /** The normal distribution's 95 % quantile. */
    private static final double Z = 1.6449;
    /** What zero errors must be tried to show a share with 95 %: the rule of three. */
    private static final double RULE_OF_THREE = 2.9957;

    private Wilson() {}

    static double lower(int part, int whole) {
        return whole == 0 ? 0 : bound(part, whole, -Z);
    }

    static double upper(int part, int whole) {
        return whole == 0 ? 1 : bound(part, whole, Z);
    }

    private static double bound(int part, int whole, double z) {
        double share = (double) part / whole;
        double square = z * z / whole;
        double centre = share + square / 2;
        double spread = z * Math.sqrt(share * (1 - share) / whole + square / whole / 4);
        return (centre + spread) / (1 + square);
    }

    /** Whether so many right answers show that share; for few answers without an error the bound alone promises too much. */
    static boolean shows(int right, int answers, double share) {
        return answers >= neededWithoutError(share) && lower(right, answers) >= share;
    }

    /** The highest share that so many answers can show, all of them right. */
    static double mostShown(int answers) {
        return Math.max(0, 1 - RULE_OF_THREE / answers);
    }

    /** So many answers, all of them right, show that share. */
    static int neededWithoutError(double share) {
        return (int) Math.ceil(RULE_OF_THREE / (1 - share));
    }
}
