package pms.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which of some names a word was perhaps meant to be: the one with the fewest letters left out, put in, changed or swapped
 * with the next (the optimal string alignment distance), two at most.
 */
final class Nearest {
    private static final int MOST_MISTAKES = 2;

    private Nearest() {}

    /** Empty when none is near, and for a word of which nothing would be left. */
    static Optional<String> to(String word, Collection<String> names) {
        int most = Math.min(MOST_MISTAKES, word.length() / 2);
        return names.stream()
                .filter(name -> mistakes(word, name) <= most)
                .min(Comparator.comparingInt(name -> mistakes(word, name)));
    }

    private static int mistakes(String word, String name) {
        int[][] best = new int[word.length() + 1][name.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            for (int j = 0; j <= name.length(); j++) {
                best[i][j] = i == 0 || j == 0 ? i + j : step(best, word, name, i, j);
            }
        }
        return best[word.length()][name.length()];
    }

    private static int step(int[][] best, String word, String name, int i, int j) {
        int change = word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
        int least = Math.min(best[i - 1][j - 1] + change, 1 + Math.min(best[i - 1][j], best[i][j - 1]));
        boolean isSwap =
                i > 1 && j > 1 && word.charAt(i - 1) == name.charAt(j - 2) && word.charAt(i - 2) == name.charAt(j - 1);
        return isSwap ? Math.min(least, best[i - 2][j - 2] + 1) : least;
    }
}
