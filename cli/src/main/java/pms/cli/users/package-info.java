/** {@code pms users}: who may log in, and as what. */
@NullMarked
package pms.cli.users;

import org.jspecify.annotations.NullMarked;
