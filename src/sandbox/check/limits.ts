/**
 * Slack's limits, all in characters or pieces. Each line names the page of https://docs.slack.dev that says so;
 * `/blocks/x` stands for `/reference/block-kit/blocks/x`, and likewise for elements and composition objects.
 */
export const limits = {
  messageBlocks: 50, // /reference/block-kit/blocks
  viewBlocks: 100, // /reference/views/modal-views, /reference/views/home-tab-views
  id: 255, // block_id, action_id: /reference/block-kit/blocks; callback_id, external_id: /reference/views/modal-views

  text: 3000, // /composition-objects/text-object
  sectionText: 3000, // /blocks/section-block
  sectionFields: 10, // /blocks/section-block
  sectionField: 2000, // /blocks/section-block
  header: 150, // /blocks/header-block
  contextElements: 10, // /blocks/context-block
  actionsElements: 25, // /blocks/actions-block
  contextActionsElements: 5, // /blocks/context-actions-block
  imageUrl: 3000, // /blocks/image-block
  imageAltText: 2000, // /blocks/image-block
  imageTitle: 2000, // /blocks/image-block
  inputLabel: 2000, // /blocks/input-block
  inputHint: 2000, // /blocks/input-block
  markdownPerMessage: 12_000, // /blocks/markdown-block
  alertText: 200, // /blocks/alert-block

  cardTitle: 150, // /blocks/card-block
  cardSubtitle: 150, // /blocks/card-block
  cardBody: 200, // /blocks/card-block
  cardButtons: 3, // /blocks/card-block
  carouselCards: 10, // /blocks/carousel-block
  containerBlocks: 10, // /blocks/container-block
  containerTitle: 150, // /blocks/container-block

  tableRows: 100, // /blocks/table-block
  tableCells: 20, // /blocks/table-block
  tableCharacters: 10_000, // /blocks/table-block
  dataTableColumns: 20, // /blocks/data-table-block
  dataTablePageSize: 100, // /blocks/data-table-block

  videoAltText: 2000, // /blocks/video-block
  videoTitle: 200, // /blocks/video-block
  videoAuthor: 50, // /blocks/video-block

  buttonText: 75, // /block-elements/button-element
  buttonValue: 2000, // /block-elements/button-element
  buttonUrl: 3000, // /block-elements/button-element
  accessibilityLabel: 75, // /block-elements/button-element
  placeholder: 150, // /block-elements/select-menu-element
  selectOptions: 100, // /block-elements/select-menu-element
  selectGroups: 100, // /block-elements/select-menu-element
  overflowOptions: 5, // /block-elements/overflow-menu-element
  choiceOptions: 10, // /block-elements/radio-button-group-element, /block-elements/checkboxes-element
  plainTextInput: 3000, // /block-elements/plain-text-input-element
  fileInputFiles: 10, // /block-elements/file-input-element

  optionText: 75, // /composition-objects/option-object
  optionValue: 150, // /composition-objects/option-object
  optionDescription: 75, // /composition-objects/option-object
  optionUrl: 3000, // /composition-objects/option-object
  groupLabel: 75, // /composition-objects/option-group-object
  confirmTitle: 100, // /composition-objects/confirmation-dialog-object
  confirmText: 300, // /composition-objects/confirmation-dialog-object
  confirmButton: 30, // /composition-objects/confirmation-dialog-object

  viewTitle: 24, // /reference/views/modal-views
  viewButton: 24, // /reference/views/modal-views: submit and close
  privateMetadata: 3000, // /reference/views/modal-views
  viewBytes: 250_000, // /reference/methods/views.open: larger is view_too_large
  modalStack: 3, // /surfaces/modals

  postTextCut: 40_000, // /reference/methods/chat.postMessage: longer text is cut
  updateText: 4000, // /reference/methods/chat.update: longer text is msg_too_long
  metadataBytes: 10_000, // /messaging/message-metadata: kept far below what Slack takes
} as const;
