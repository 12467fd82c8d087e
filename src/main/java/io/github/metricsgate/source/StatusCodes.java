package io.github.metricsgate.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * How many responses had which HTTP status code, as an object in JSON.
 *
 * @param successful those with a code from 200 to 399
 * @param failed all others, also those with the code 0, which some tools give a request without a response
 */
record StatusCodes(long successful, long failed) {

    private static final Pattern CODE = Pattern.compile("[0-9]{1,3}");

    static boolean isSuccess(long code) {
        return code >= 200 && code < 400;
    }

    static StatusCodes read(JsonInput json) throws IOException {
        long successful = 0;
        long failed = 0;
        json.expect(JsonToken.START_OBJECT);
        String code = json.nextKey();
        while (code != null) {
            if (!CODE.matcher(code).matches()) {
                throw new InvalidValueException(json.pointer() + " is no status code");
            }
            if (isSuccess(Integer.parseInt(code))) {
                successful = sum(successful, json.count());
            } else {
                failed = sum(failed, json.count());
            }
            code = json.nextKey();
        }
        return new StatusCodes(successful, failed);
    }

    /** @throws InvalidValueException if it is no long */
    static long sum(long a, long b) {
        if (a + b < 0) {
            throw new InvalidValueException("its counts have a sum of more than 2^63-1");
        }
        return a + b;
    }
}
