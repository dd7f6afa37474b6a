package dev.parley.kb.lucene;

/** How many letters must be put in, left out, changed or swapped to make one word of another. Pure. */
final class EditDistance {

    private EditDistance() {}

    /** @return the distance (optimal string alignment), or {@code limit + 1} when it is larger than the limit */
    static int damerau(String one, String other, int limit) {
        int[] twoAgo = new int[other.length() + 1];
        int[] ago = new int[other.length() + 1];
        int[] now = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            ago[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            now[0] = i;
            int least = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = ago[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(change, 1 + Math.min(ago[j], now[j - 1]));
                if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    now[j] = Math.min(now[j], twoAgo[j - 2] + 1);
                }
                least = Math.min(least, now[j]);
            }
            if (least > limit) {
                return limit + 1;
            }
            int[] free = twoAgo;
            twoAgo = ago;
            ago = now;
            now = free;
        }
        return Math.min(ago[other.length()], limit + 1);
    }
}
