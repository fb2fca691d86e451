/** {@code pms backup} and {@code pms restore}: all that a system has to keep, in one folder. */
@NullMarked
package pms.cli.backup;

import org.jspecify.annotations.NullMarked;
