/** The five services as containers: what each is told, and how they find each other. */
@NullMarked
package pms.iac.services;

import org.jspecify.annotations.NullMarked;
