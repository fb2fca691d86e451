package pms.projection;

/** Nobody wants the generation any more. */
public final class RebuildEnded extends StartAgain {

    private static final long serialVersionUID = 1L;

    public RebuildEnded() {
        super("the rebuild has ended");
    }
}
