/** Writes the CloudFormation templates of PMS. */
@NullMarked
package pms.iac;

import org.jspecify.annotations.NullMarked;
