package pms.projection.rebuild;

/**
 * A view of both generations at the same position.
 *
 * @param live number of rows and hash of its content in the live generation
 * @param built the same in the one that was built
 */
record Compared(String view, String live, String built) {

    boolean equal() {
        return live.equals(built);
    }
}
