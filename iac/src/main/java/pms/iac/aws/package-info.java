/** The system on AWS. */
@NullMarked
package pms.iac.aws;

import org.jspecify.annotations.NullMarked;
