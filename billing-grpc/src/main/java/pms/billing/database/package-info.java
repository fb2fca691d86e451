/** The way to PostgreSQL: pool, transactions, which failures pass, health. */
@NullMarked
package pms.billing.database;

import org.jspecify.annotations.NullMarked;
