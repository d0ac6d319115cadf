import java.util.Random;
import java.util.function.BiConsumer;

/**
 * One line of the table: the same question asked of the product and of hand-written SQL.
 *
 * @param leader requests a second of the leading open catalog on this question at 100,000 entities; 0 where unknown
 */
record Row(String name, double leader, BiConsumer<Http, Random> product, BiConsumer<Http, Random> sql) {}
