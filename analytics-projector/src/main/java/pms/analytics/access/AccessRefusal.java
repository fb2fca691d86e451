package pms.analytics.access;

import java.util.Set;
import java.util.stream.Collectors;
import pms.access.Role;

/** Why somebody does not get in; what the message says is for the caller. */
public abstract sealed class AccessRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private AccessRefusal(String message) {
        super(message, null, false, false);
    }

    /** Nobody that is known. */
    public static final class Unauthorized extends AccessRefusal {

        private static final long serialVersionUID = 1L;

        private final String challenge;

        /** @param challenge what to send (RFC 6750) */
        public Unauthorized(String message, String challenge) {
            super(message);
            this.challenge = challenge;
        }

        public String challenge() {
            return challenge;
        }
    }

    /** Somebody whose role does not allow it. */
    public static final class Forbidden extends AccessRefusal {

        private static final long serialVersionUID = 1L;

        /** @param allowed those who may */
        public Forbidden(Set<Role> allowed) {
            super("This needs the role "
                    + allowed.stream().map(Enum::name).sorted().collect(Collectors.joining(" or ")) + ".");
        }
    }

    /** A path that is not there. */
    public static final class NoSuchPath extends AccessRefusal {

        private static final long serialVersionUID = 1L;

        public NoSuchPath() {
            super("There is nothing at this path.");
        }
    }

    /** Nobody can tell now whose token is good. */
    public static final class Unavailable extends AccessRefusal {

        private static final long serialVersionUID = 1L;

        public Unavailable() {
            super("Tokens can't be checked now.");
        }
    }
}
