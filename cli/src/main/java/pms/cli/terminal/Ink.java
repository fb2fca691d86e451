package pms.cli.terminal;

import java.util.Map;

/**
 * Colours, where someone looks who wants them: on a terminal, unless {@code NO_COLOR} is set (no-color.org) or the terminal
 * is a dumb one.
 *
 * @param isOn whether text is coloured at all
 */
public record Ink(boolean isOn) {
    private static final String BOLD = "1";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    /** For what goes to standard output. {@code ./pms} says by the property {@code pms.terminal} whether someone looks. */
    public static Ink here() {
        return of(isTerminal(), System.getenv());
    }

    /** Whether standard output is a terminal. */
    public static boolean isTerminal() {
        return Boolean.getBoolean("pms.terminal");
    }

    static Ink of(boolean terminal, Map<String, String> environment) {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Ink(
                terminal && !unwanted && !environment.getOrDefault("TERM", "").equals("dumb"));
    }

    public String bold(String text) {
        return coloured(BOLD, text);
    }

    public String good(String text) {
        return coloured(GREEN, text);
    }

    public String waiting(String text) {
        return coloured(YELLOW, text);
    }

    public String bad(String text) {
        return coloured(RED, text);
    }

    /** Text of others, without what would steer the terminal. */
    public static String plain(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String coloured(String how, String text) {
        return isOn ? "\u001b[" + how + "m" + text + "\u001b[0m" : text;
    }
}
