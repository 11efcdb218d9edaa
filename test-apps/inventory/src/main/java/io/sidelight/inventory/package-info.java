/** A service that knows how much of each product is reserved. It knows nothing of any agent. */
package io.sidelight.inventory;
