/** Input that no well-meaning client sends. */
@NullMarked
package pms.e2e.badinput;

import org.jspecify.annotations.NullMarked;
