"""The words that recognisers know: tables to be read and lengthened by translators."""
