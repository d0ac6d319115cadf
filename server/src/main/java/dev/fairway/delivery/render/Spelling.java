package dev.fairway.delivery.render;

/** How near names are to each other. */
final class Spelling {

    private Spelling() {}

    /** Letters to add, take away, change or swap with the next to make one of the other. */
    static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int left = 0; left <= one.length(); left++) {
            for (int right = 0; right <= other.length(); right++) {
                cost[left][right] = cost(one, other, cost, left, right);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int cost(String one, String other, int[][] cost, int left, int right) {
        if (left == 0 || right == 0) {
            return left + right;
        }
        boolean isSame = one.charAt(left - 1) == other.charAt(right - 1);
        int least = Math.min(cost[left - 1][right], cost[left][right - 1]) + 1;
        least = Math.min(least, cost[left - 1][right - 1] + (isSame ? 0 : 1));
        boolean isSwapped = left > 1
                && right > 1
                && one.charAt(left - 1) == other.charAt(right - 2)
                && one.charAt(left - 2) == other.charAt(right - 1);
        return isSwapped ? Math.min(least, cost[left - 2][right - 2] + 1) : least;
    }
}
