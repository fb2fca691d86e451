/** The open facts of each patient, and how a batch of events changes them. */
@NullMarked
package pms.analytics.patientfacts;

import org.jspecify.annotations.NullMarked;
