package pms.billing.account;

/** Why a request was refused. The code is stable: callers may act on it. */
public abstract sealed class Rejection extends RuntimeException {
    private final String code;
    private final String message;

    private Rejection(String code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.message = message;
    }

    /** One sentence for the caller. */
    public String message() {
        return message;
    }

    public String code() {
        return code;
    }

    /** The request itself is wrong; sending it again can't help. */
    public static final class InvalidField extends Rejection {
        private final String field;

        public InvalidField(String field, String expectation) {
            super("INVALID_FIELD", expectation);
            this.field = field;
        }

        public String field() {
            return field;
        }
    }

    /** The patient has no account. */
    public static final class AccountNotFound extends Rejection {
        public AccountNotFound() {
            super("ACCOUNT_NOT_FOUND", "The patient has no account");
        }
    }

    /** More openings wait than the service holds. Nothing was stored for this one. */
    public static final class TooManyOpenings extends Rejection {
        public TooManyOpenings() {
            super("TOO_MANY_OPENINGS", "Too many accounts are being opened at the moment");
        }
    }

    /** The service is about to stop; another instance, or this one later, goes on. */
    public static final class ShuttingDown extends Rejection {
        public ShuttingDown() {
            super("SHUTTING_DOWN", "The service is shutting down");
        }
    }
}
