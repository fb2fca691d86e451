package pms.command.handling;

/** More commands are under way than this instance takes; the same command may succeed a moment later. */
public final class Overloaded extends RuntimeException {

    Overloaded(int limit) {
        super("more than " + limit + " commands under way", null, false, false);
    }
}
