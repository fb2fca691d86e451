/** Login and the token check at the only door. */
@NullMarked
package pms.e2e.auth;

import org.jspecify.annotations.NullMarked;
