/** The system under test, started once for all tests, and what they share. */
@NullMarked
package pms.e2e;

import org.jspecify.annotations.NullMarked;
