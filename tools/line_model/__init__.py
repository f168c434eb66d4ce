"""Training of the line model: labels from gold bodies, weights from labels. Needs scikit-learn; inference does not."""
