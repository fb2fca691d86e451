package pms.command.http;

/** Nobody vouches for the caller. */
final class Unauthorized extends RuntimeException {

    Unauthorized() {
        super("Commands need an authenticated user", null, false, false);
    }
}
