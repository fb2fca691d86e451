/** The system under test as its user has it: {@code ./pms} called as a process. */
@NullMarked
package pms.e2e.system;

import org.jspecify.annotations.NullMarked;
