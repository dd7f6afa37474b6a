package dev.parley.gateway.drafts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is the customer's own does not become an article. */
class MaskingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello Mr Jones, the sofa comes on Friday.       | Hello Mr [name], the sofa comes on Friday.
            Dear Anna Lena, you can return it.              | Dear [name], you can return it.
            Hi Tom! Yes, we deliver there.                  | Hi [name]! Yes, we deliver there.
            Hello, yes we do.                               | Hello, yes we do.
            Hello Your order left today.                    | Hello Your order left today.
            Sehr geehrte Frau Müller-Lüdenscheidt, gern.    | Sehr geehrte Frau [name], gern.
            Liebe Anna, das geht.                           | Liebe [name], das geht.
            Estimada Sra. García López, sí.                 | Estimada Sra. [name], sí.
            my name is Grace Hopper and I moved             | my name is [name] and I moved
            Ich heiße Jürgen und ziehe um                   | Ich heiße [name] und ziehe um
            We open on Monday. Kind regards, Peter          | We open on Monday. Kind regards, [name]
            Bring it to Anna Street 5.                      | Bring it to Anna Street 5.
            Write to ann@example.com of order AB-12345.     | Write to [e-mail] of order [number].
            """)
    void whatBelongsToOneCustomerIsMasked(String text, String masked) {
        assertEquals(masked, Masking.mask(text));
    }
}
