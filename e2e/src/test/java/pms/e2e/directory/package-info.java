/** What the read side answers: directory, one patient, history. */
@NullMarked
package pms.e2e.directory;

import org.jspecify.annotations.NullMarked;
