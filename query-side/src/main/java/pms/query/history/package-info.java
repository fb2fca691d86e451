/** The history: what happened to a patient, and how it was at a moment in the past. */
@NullMarked
package pms.query.history;

import org.jspecify.annotations.NullMarked;
