package pms.cli.up;

import pms.cli.runtime.PrivateFiles;

/** The user that a system without a demo begins with: its password is made up and told once. */
record FirstAdmin(String email, String password) {
    static final String EMAIL = "admin@pms.local";

    static FirstAdmin create() {
        return new FirstAdmin(EMAIL, PrivateFiles.secret());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "FirstAdmin[" + email + "]";
    }
}
