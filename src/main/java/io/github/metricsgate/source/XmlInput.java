package io.github.metricsgate.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * XML as a stream of elements. A document type, and with it every entity of its own, is an error; depth and the length of tags
 * are bounded, and of a CDATA section only the beginning is seen. Names are without their prefixes.
 */
public final class XmlInput implements PositionedReader {

    private static final int DEEPEST = 256;
    /** Of one tag, comment or piece of text. */
    private static final int LONGEST_PIECE = 8 << 20;

    private static final int LONGEST_TEXT = 1_000_000;

    private final Bounded bounded;
    private final XMLStreamReader reader;
    private int depth;

    XmlInput(InputStream in) throws IOException {
        bounded = new Bounded(new ShortenedCdata(in));
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // With neither a document type nor entities there is nothing to count but &lt; and the like, of which there may
        // be any
        // number.
        for (String limit : List.of("jdk.xml.totalEntitySizeLimit", "jdk.xml.maxGeneralEntitySizeLimit")) {
            if (factory.isPropertySupported(limit)) {
                factory.setProperty(limit, "0");
            }
        }
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("it refers to another document");
        });
        try {
            reader = factory.createXMLStreamReader(new XmlText(bounded).open());
        } catch (XMLStreamException e) {
            throw new NotXmlException(e);
        }
    }

    /** Goes on to the next tag and says whether it begins an element; null at the end of the document. Text is passed over. */
    public @Nullable Boolean nextTag() throws IOException {
        while (true) {
            switch (advance()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    return null;
                }
                default -> {
                    // Text, a comment, a processing instruction.
                }
            }
        }
    }

    /** The name of the element whose tag is at hand. */
    public String name() {
        return reader.getLocalName();
    }

    /** How many elements are open, that at hand included; at the end of one, those around it. */
    public int depth() {
        return depth;
    }

    /** Of the element whose beginning is at hand; null if it has none of that name. */
    public @Nullable String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Goes on to the end of the element whose beginning is at hand. */
    public void skip() throws IOException {
        int outside = depth - 1;
        while (depth > outside) {
            advance();
        }
    }

    /** The text of the element whose beginning is at hand, without that of elements in it; goes on to its end. */
    public String text() throws IOException {
        StringBuilder text = new StringBuilder();
        int outside = depth - 1;
        while (depth > outside) {
            int event = advance();
            boolean isText = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
            if (isText && depth == outside + 1) {
                text.append(reader.getText());
            }
            if (text.length() > LONGEST_TEXT) {
                throw new InvalidValueException("a text of more than " + LONGEST_TEXT + " characters");
            }
        }
        return text.toString();
    }

    private int advance() throws IOException {
        try {
            bounded.left = LONGEST_PIECE;
            int event = reader.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new InvalidValueException("it has a document type or an entity of its own, which are never read");
            }
            if (event == XMLStreamConstants.START_ELEMENT && ++depth > DEEPEST) {
                throw new InvalidValueException("elements are nested more than " + DEEPEST + " deep");
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
            return event;
        } catch (XMLStreamException e) {
            throw new NotXmlException(e);
        } catch (ArrayIndexOutOfBoundsException | NullPointerException | ClassCastException e) {
            // The JDK's reader on a few malformed documents.
            throw new NotXmlException(new XMLStreamException(String.valueOf(e.getMessage()), e));
        }
    }

    @Override
    public String position() {
        int line = reader.getLocation().getLineNumber();
        return line < 1
                ? ""
                : "line " + line + ", column " + reader.getLocation().getColumnNumber();
    }

    @Override
    public String explain(IOException thrown) {
        return thrown instanceof NotXmlException
                ? "it is not XML: " + thrown.getMessage()
                : PositionedReader.super.explain(thrown);
    }

    /** What the reader says, without its position. */
    private static final class NotXmlException extends IOException {

        private static final long serialVersionUID = 1;

        NotXmlException(XMLStreamException cause) {
            super(sentence(cause), cause);
        }

        private static String sentence(XMLStreamException cause) {
            if (cause.getNestedException() instanceof CharacterCodingException) {
                return "it has bytes that are no text in its encoding";
            }
            if (cause.getNestedException() instanceof IOException read) {
                return Quoted.bare(String.valueOf(read.getMessage()));
            }
            String message = String.valueOf(cause.getMessage());
            int words = message.indexOf("Message: ");
            String said = words < 0 ? message : message.substring(words + "Message: ".length());
            return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
        }
    }

    /** Ends where a single piece of a document gets too long: the reader would keep all of it. */
    private static final class Bounded extends FilterInputStream {

        private int left = LONGEST_PIECE;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return accounted(super.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            return accounted(count, count);
        }

        private int accounted(int result, int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("a tag, comment or text of more than " + LONGEST_PIECE + " bytes");
            }
            return result;
        }
    }
}
