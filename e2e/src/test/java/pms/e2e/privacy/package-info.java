/** What can be read of a patient in files, logs and answers: nothing, once it is erased. */
@NullMarked
package pms.e2e.privacy;

import org.jspecify.annotations.NullMarked;
