package dev.parley.kb.training;

import dev.parley.kb.Calibration;
import dev.parley.kb.confidence.ConfidenceModel;
import dev.parley.kb.ranking.Heads;
import dev.parley.kb.ranking.Precedents;
import dev.parley.kb.ranking.Rulings;
import dev.parley.kb.ranking.SoftmaxHead;
import dev.parley.kb.ranking.Weights;
import dev.parley.kb.ranking.WordingHead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** A model as a file, with a checksum in front: a flipped bit is noticed instead of believed. */
public final class ModelFile {

    private static final String FORMAT = "parley-model/5";

    private ModelFile() {}

    /** Writes it; a reader sees the old file or the new one, never half of it. */
    public static void write(Model model, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(FORMAT);
            out.writeUTF(model.basis());
            byLanguage(out, model.weights(), weights -> numbers(out, weights.values()));
            byLanguage(out, model.confidence(), confidence -> {
                numbers(out, confidence.means());
                numbers(out, confidence.scales());
                numbers(out, confidence.weights());
            });
            out.writeBoolean(model.calibration().provisional());
            out.writeInt(model.calibration().size());
            for (Calibration.Outcome outcome : model.calibration().outcomes()) {
                out.writeDouble(outcome.confidence());
                out.writeBoolean(outcome.right());
                out.writeBoolean(outcome.answerable());
                out.writeUTF(outcome.category());
            }
            model.heads().meaning().write(out);
            model.heads().wording().write(out);
            model.precedents().write(out);
            model.rulings().write(out);
        }
        ByteBuffer checked = ByteBuffer.allocate(Long.BYTES + bytes.size());
        checked.putLong(checksum(bytes.toByteArray())).put(bytes.toByteArray());
        Path half = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(half, checked.array());
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws IOException when it is missing, damaged or of another format */
    public static Model read(Path file) throws IOException {
        ByteBuffer checked = ByteBuffer.wrap(Files.readAllBytes(file));
        if (checked.remaining() < Long.BYTES) {
            throw new IOException(file + " is cut short");
        }
        long expected = checked.getLong();
        byte[] bytes = new byte[checked.remaining()];
        checked.get(bytes);
        if (checksum(bytes) != expected) {
            throw new IOException(file + " is damaged: its checksum is wrong");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (!in.readUTF().equals(FORMAT)) {
                throw new IOException(file + " was written by another version");
            }
            String basis = in.readUTF();
            ByLanguage<Weights> weights = byLanguage(in, () -> new Weights(numbers(in)));
            ByLanguage<ConfidenceModel> confidence = byLanguage(in,
                    () -> new ConfidenceModel(numbers(in), numbers(in), numbers(in)));
            boolean provisional = in.readBoolean();
            List<Calibration.Outcome> outcomes = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                outcomes.add(
                        new Calibration.Outcome(in.readDouble(), in.readBoolean(), in.readBoolean(), in.readUTF()));
            }
            Heads heads = new Heads(SoftmaxHead.read(in), WordingHead.read(in));
            return new Model(heads, Precedents.read(in), Rulings.read(in), weights, confidence,
                    new Calibration(outcomes, provisional), basis);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " was written by another version", e);
        }
    }

    private static long checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private interface Writer<T> {
        void write(T it) throws IOException;
    }

    private interface Reader<T> {
        T read() throws IOException;
    }

    private static <T> void byLanguage(DataOutputStream out, ByLanguage<T> all, Writer<T> writer) throws IOException {
        writer.write(all.common());
        out.writeInt(all.own().size());
        for (Map.Entry<String, T> one : all.own().entrySet()) {
            out.writeUTF(one.getKey());
            writer.write(one.getValue());
        }
    }

    private static <T> ByLanguage<T> byLanguage(DataInputStream in, Reader<T> reader) throws IOException {
        T common = reader.read();
        Map<String, T> own = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            own.put(in.readUTF(), reader.read());
        }
        return new ByLanguage<>(common, own);
    }

    private static void numbers(DataOutputStream out, double[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    private static double[] numbers(DataInputStream in) throws IOException {
        double[] numbers = new double[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }
}
