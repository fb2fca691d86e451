package pms.command.leading;

/** Another instance has the turn now: what this one does from here on does not count. */
public final class TenureEnded extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public TenureEnded(Tenure tenure) {
        super("term %d of %s has ended".formatted(tenure.term(), tenure.name()));
    }
}
