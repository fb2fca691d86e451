package pms.projection.generation;

/** The view can't be read yet: no generation that has it is live. */
public final class ViewBeingBuilt extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ViewBeingBuilt(String view) {
        super("The view " + view + " is being built", null, false, false);
    }
}
