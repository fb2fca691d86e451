/** The key-encryption key of a data folder: making it, passing it on, and replacing it while the system runs. */
@NullMarked
package pms.cli.keys;

import org.jspecify.annotations.NullMarked;
