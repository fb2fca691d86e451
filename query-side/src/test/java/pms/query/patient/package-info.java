/** Tests of what is said of patients. */
@NullMarked
package pms.query.patient;

import org.jspecify.annotations.NullMarked;
