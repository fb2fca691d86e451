/** The data folder of one system: where it is, what is in it, and who works on it now. */
@NullMarked
package pms.cli.folder;

import org.jspecify.annotations.NullMarked;
