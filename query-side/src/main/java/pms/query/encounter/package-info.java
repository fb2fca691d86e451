/** The encounters of patients: when each came and left, and what brought them. */
@NullMarked
package pms.query.encounter;

import org.jspecify.annotations.NullMarked;
