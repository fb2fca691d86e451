package pms.command.sealing;

/** The key-encryption key is missing, malformed or not the one of this data. Nothing was changed. */
final class KeyRefused extends RuntimeException {

    KeyRefused(String reason) {
        super(reason);
    }

    KeyRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
