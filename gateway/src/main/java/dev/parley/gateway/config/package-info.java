/**
 * What operators set: {@code application.yml}, environment variables and secrets, read strictly.
 *
 * <p>Decides what a valid setting is. Must not know what any setting is used for.
 */
@NullMarked
package dev.parley.gateway.config;

import org.jspecify.annotations.NullMarked;
