"""The recipe of the trained recogniser: corpora in, quantised ONNX model out. Not part of the package."""
