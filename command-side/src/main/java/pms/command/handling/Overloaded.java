package pms.command.handling;

/** More is under way than this instance takes; the same command may succeed a moment later. */
public final class Overloaded extends RuntimeException {

    /** @param what is under way, and how much of it there may be */
    public Overloaded(String what) {
        super("more is under way than " + what, null, false, false);
    }
}
