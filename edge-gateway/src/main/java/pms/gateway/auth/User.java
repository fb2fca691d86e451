package pms.gateway.auth;

import pms.access.Role;

/**
 * Somebody who may log in.
 *
 * @param passwordHash Argon2id in its own encoded form, with salt and parameters
 */
record User(EmailAddress email, String passwordHash, Role role) {}
