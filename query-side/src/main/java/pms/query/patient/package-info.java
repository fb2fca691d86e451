/** What a patient is to the views: its shape, its events, and how one follows from the other. */
@NullMarked
package pms.query.patient;

import org.jspecify.annotations.NullMarked;
