package pms.command.sealing;

/** What is sealed does not open with its key: it was changed, or belongs elsewhere. */
public final class BrokenSeal extends IllegalStateException {

    BrokenSeal() {
        super("a seal is broken");
    }
}
